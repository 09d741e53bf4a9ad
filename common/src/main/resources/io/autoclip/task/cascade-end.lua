-- Takes the note away that the children of a list are to be cancelled, if none lives. ARGV: list. Answers 1 if it is gone.
end_cascade(ARGV[1])
return redis.call('ZSCORE', key('cascades'), ARGV[1]) and 0 or 1
