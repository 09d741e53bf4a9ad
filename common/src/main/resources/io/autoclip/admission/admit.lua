-- Lets waiting tasks in. Answers {task, admission, …}; the caller must publish them.
return admit(now_ms())
