import debianadmin.*;
import troops.*;

// Gives you a command that says what machine you are on. Needs no root.

final String bin = System.getProperty("user.home") + "/.local/bin";

void main() {}

@Deployable
void aboutThisMachine() {
    Place.directory(bin);
    Place.text(bin + "/about-this-machine", """
            #!/bin/sh
            echo "%s: %s %s (%s), %s, %d processors, %d MiB of memory"
            uptime
            df -h /
            """.formatted(
                    Troops.hostname(),
                    Host.distribution(),
                    Host.release(),
                    Host.codename(),
                    Host.architecture(),
                    Host.processors(),
                    Host.memory() >> 20),
            Place.mode("0755"));
}
