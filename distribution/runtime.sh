# Makes the Java runtime that the tool comes with. To be sourced.

# All of java.se, since people's libraries count on it; the compiler; what libraries take for granted besides; and what a debugger
# talks to.
runtime_modules=java.se,jdk.compiler,jdk.unsupported,jdk.httpserver,jdk.net,jdk.management,jdk.jdwp.agent

# Not compressed: it starts faster, and the package compresses it. Debugging information stays, for the line numbers in people's
# stack traces. Without ct.sym (11 MB), `javac --release` doesn't work inside a script; nothing else misses it.
runtime_options="--compress zip-0 --no-header-files --no-man-pages --exclude-files=/jdk.compiler/lib/ct.sym"

# Where a platform's Debian keeps libraries for Java, and others.
library_path() { # home of a JDK
  local triplet
  triplet=$(sed -n 's/^OS_ARCH="\(.*\)"/\1/p' "$1/release" | sed 's/^amd64$/x86_64/')-linux-gnu
  echo "/usr/lib/$triplet/jni:/usr/lib/jni:/lib/$triplet:/usr/lib/$triplet:/lib:/usr/lib"
}

# What the runtime is made from: equal text, equal runtime.
runtime_key() { # home of the JDK
  echo "$runtime_modules $runtime_options"
  cat "$1/release"
}

# Links the runtime into a directory, unless it is there already. The JDK may be one for another platform, if it is of the same
# version as the one that links, and has its modules (jmods).
runtime() { # home of the JDK, directory, [home of the JDK that links]
  local jdk=$1 place=$2 linker=${3:-$1} path=
  if [ -x "$place/bin/java" ] && runtime_key "$jdk" | cmp -s - "$place.key"; then
    return
  fi
  [ -d "$jdk/jmods" ] && path="--module-path $jdk/jmods"
  rm -rf "$place" "$place.new" "$place.key"
  # shellcheck disable=SC2086
  "$linker/bin/jlink" $path --add-modules "$runtime_modules" $runtime_options --output "$place.new"
  mv "$place.new" "$place"
  runtime_key "$jdk" >"$place.key"
}
