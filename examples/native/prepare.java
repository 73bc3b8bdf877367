import debianadmin.*;
import troops.*;

final String source = "/usr/local/src/fingerprint.c";
final String library = "/usr/local/lib/libfingerprint.so";

/// What deploy.java can't be carried out without: a part in C, made by the system's own compiler.
@Deployable
void fingerprint() {
    Apt.install("gcc", "libc6-dev", "libsodium-dev");
    Place.file(source, Troops.file("fingerprint.c"));
    Run.command(
            List.of("gcc", "-shared", "-fPIC", "-O2", "-o", library, source, "-lsodium"),
            Run.unless("test", library, "-nt", source));
}
