# Finds a JDK 25, for the scripts at the top of the tree. To be sourced.
#
# It looks at JAVA_HOME, at the java on the PATH, and into the folders where Linux distributions and people put JDKs; the
# file `release` of each says which version it is.

is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

# Sets and exports JAVA_HOME, or ends the script with a sentence that says how to get a JDK.
require_jdk25() {
  local java candidate
  java=$(command -v java || true)
  for candidate in "${JAVA_HOME:-}" ${java:+"$(dirname "$(dirname "$(readlink -f "$java")")")"} \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if is_jdk25 "$candidate"; then
      JAVA_HOME=$(readlink -f "$candidate")
      export JAVA_HOME
      return
    fi
  done
  echo "Troops is built with JDK 25, and there is none here: unpack one into /usr/lib/jvm" \
    "(Debian 13 and later: apt install openjdk-25-jdk-headless; else a build from adoptium.net)," \
    "or point JAVA_HOME to it." >&2
  exit 1
}
