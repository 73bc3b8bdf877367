import debianadmin.*;
import java.nio.file.Path;
import java.time.Duration;
import troops.*;

void main() {}

@Deployable
void hostname() {
    Hostname.set("web-1.example.com");
}

@Deployable
void hosts() {
    Hosts.entry("10.0.0.1", "db.example.com", "db");
}

@Deployable
void hostsOfIpv6() {
    Hosts.entry("2001:db8::1", "db.example.com", "db");
}

@Deployable
void noHost() {
    Hosts.absent("old.example.com");
}

@Deployable
void timeZone() {
    Localization.timeZone("Europe/Berlin");
}

@Deployable
void locale() {
    Localization.locale("en_GB.UTF-8");
}

@Deployable
void availableLocales() {
    Localization.availableLocales("de_DE.UTF-8");
}

@Deployable
void alternative() {
    Alternative.set("editor", "/usr/bin/vim.basic");
}

@Deployable
void automaticAlternative() {
    Alternative.automatic("pager");
}

@Deployable
void cronJob() {
    Cron.job("backup", "30 4 * * *", "root", "/usr/local/bin/backup --date=$(date +%F)",
            Cron.variable("MAILTO", "ops@example.com"));
}

@Deployable
void noCronJob() {
    Cron.absent("old-backup");
}

@Deployable
void certificate() {
    CaCertificate.trusted("example-root", Path.of("example-root.pem"));
}

@Deployable
void noCertificate() {
    CaCertificate.absent("old-root");
}

@Deployable
void rebootRequest() {
    Reboot.request("new kernel parameters");
}

@Deployable
void reboot() {
    Reboot.ifRequired(Reboot.after(Duration.ofMinutes(10)));
}
