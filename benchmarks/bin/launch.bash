# Sourced by the launchers beside it: finds a JDK >= 21 and the built classes, then runs a class.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)

# Prints the major version of the java at $1, or nothing.
java_major() {
  "$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1
}

# Sets java: JAVA_HOME if it is new enough, else the newest of the usual folder, else PATH.
find_java() {
  local candidate major best=0
  java=
  for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" /usr/lib/jvm/*/bin/java "$(command -v java || true)"; do
    [ -x "$candidate" ] || continue
    major=$(java_major "$candidate")
    [ "${major:-0}" -ge 21 ] && [ "$major" -gt "$best" ] || continue
    java=$candidate best=$major
    [ "$candidate" != "${JAVA_HOME:-}/bin/java" ] || break
  done
  if [ -z "$java" ]; then
    echo "no JDK >= 21 in JAVA_HOME, /usr/lib/jvm or PATH" >&2
    exit 1
  fi
}

# Builds what is missing; after changing a source, run `mvn -DskipTests package` yourself.
build_if_missing() {
  if [ ! -d "$repository/benchmarks/target/lib" ] || [ ! -d "$repository/proxy/target/lib" ]; then
    echo "building (mvn -DskipTests -pl benchmarks -am package)" >&2
    mvn -B -q -f "$repository/pom.xml" -DskipTests -pl benchmarks -am package
  fi
}

# run_class CLASS ARGUMENTS...
run_class() {
  find_java
  build_if_missing
  exec "$java" --enable-native-access=ALL-UNNAMED -Xmx512m \
    -Dparavent.repository="$repository" \
    -cp "$repository/benchmarks/target/classes:$repository/benchmarks/target/lib/*" "$@"
}
