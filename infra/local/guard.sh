# Runs a command for exactly as long as the process that wants it lives: guard.sh FOLDER COMMAND...
#
# Descriptor 3 is a pipe whose other end that process holds. It closes however the process ends, killed
# outright included; then the command ends, FOLDER (if it is not empty) goes, and so does all that is left
# of the process group, which is this command's own.
folder=$1
shift
(
  cat
  kill -KILL $$
  [ -z "$folder" ] || rm -rf "$folder"
  kill -KILL 0
) <&3 >/dev/null 2>&1 &
exec "$@" 3<&-
