import debianadmin.*;
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
