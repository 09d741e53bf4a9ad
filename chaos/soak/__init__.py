"""A bounded soak on the real processes, with a seeded nemesis and a checker: see README.md above."""
