import debianadmin.*;
import troops.*;

// What every machine of ours has: its name, our time and language, an SSH server that takes keys only, and security
// updates that install themselves.

void main() {}

@Deployable
void identity() {
    Hostname.set(Troops.hostname());
    Apt.install("tzdata", "locales");
    Localization.timeZone("Europe/Berlin");
    Localization.locale("en_GB.UTF-8");
}

@Deployable
void ssh() {
    Apt.install("openssh-server");
    Place.text("/etc/ssh/sshd_config.d/base.conf", """
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            X11Forwarding no
            """, Place.check("sshd", "-t", "-f"));
    Unit.enable("ssh");
    Unit.current("ssh", "/etc/ssh/sshd_config", "/etc/ssh/sshd_config.d");
}

@Deployable
void updates() {
    Apt.install("unattended-upgrades");
    Place.text("/etc/apt/apt.conf.d/52base", """
            APT::Periodic::Update-Package-Lists "1";
            APT::Periodic::Unattended-Upgrade "1";
            Unattended-Upgrade::Automatic-Reboot "false";
            """);
    Unit.enable("unattended-upgrades");
    Unit.start("unattended-upgrades");
}

@Deployable
void kernel() {
    Sysctl.set("net.ipv4.conf.all.rp_filter", "1");
    Sysctl.set("net.ipv4.conf.all.accept_redirects", "0");
    Sysctl.set("kernel.dmesg_restrict", "1");
}
