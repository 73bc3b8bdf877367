import debianadmin.*;
import troops.*;

void main() {}

/// A name of this machine that doesn't tell its machine-id.
@Deployable
void name() throws Throwable {
    String id = Files.readString(Path.of("/etc/machine-id")).strip();
    Place.text("/etc/fingerprint", Fingerprint.of(id) + "\n");
}
