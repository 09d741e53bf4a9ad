"""The warm yt-dlp host: one process that has everything loaded and forks a child for each attempt of a download.

It speaks JSON lines: commands on standard input, events on standard output (see protocol.py).
Only the Python standard library (3.10 or newer), yt_dlp and av (PyAV: ffmpeg's libraries) are used.

How a download goes: host.py reads a command and forks; sandbox.py shuts the child in; child.py runs yt-dlp there and
writes events to its pipe; look.py sees what came and makes the thumbnail; host.py passes the events on, and the outcome
only after nothing of the child is left.
"""
