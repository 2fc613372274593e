"""What is said where a person stops a command with Ctrl-C; light, as it may be needed before all else is loaded."""

INTERRUPTED = 130
"""Exit code of a command that was stopped, as shells have it."""

STOPPED = "\nĐã dừng: việc đã xong được giữ, việc dở dang không ghi gì. / Stopped: nothing half done was written."
