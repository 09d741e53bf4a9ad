"""What ./run bench and ./run chaos share: the production's compose as a project of its own."""
