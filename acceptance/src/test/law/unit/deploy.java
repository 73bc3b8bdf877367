import debianadmin.*;
import java.nio.file.Path;
import troops.*;

void main() {}

@Deployable
void enable() {
    Unit.enable("law-enabled");
}

@Deployable
void disable() {
    Unit.disable("law-disabled");
}

@Deployable
void start() {
    Unit.start("law-started");
}

@Deployable
void stop() {
    Unit.stop("law-stopped");
}

@Deployable
void current() {
    Unit.current("law-current", "/etc/law.conf");
}

@Deployable
void text() {
    Unit.text("law-text.service", "[Service]\nExecStart=sleep infinity\n[Install]\nWantedBy=multi-user.target\n");
    Unit.enable("law-text");
    Unit.current("law-text");
}

@Deployable
void file() {
    Unit.file("law-file@.service", Path.of("law-file@.service"));
}

@Deployable
void dropIn() {
    Unit.dropIn("law-dropped", "limits", "[Service]\nLimitNOFILE=4096\n");
    Unit.current("law-dropped");
    Unit.dropIn("law-none", "limits", "[Service]\nLimitNOFILE=4096\n");
}

@Deployable
void withoutDropIn() {
    Unit.withoutDropIn("law-undropped", "limits");
    Unit.current("law-undropped");
}

@Deployable
void absent() {
    Unit.absent("law-absent");
}

@Deployable
void timer() {
    Unit.timer("law-timer", "Mon 04:00", "/bin/echo", "100%", "$HOME and \"more\"");
}

@Deployable
void mask() {
    Unit.mask("law-masked.target");
}

@Deployable
void unmask() {
    Unit.unmask("law-unmasked");
    Unit.enable("law-unmasked");
    Unit.start("law-unmasked");
}
