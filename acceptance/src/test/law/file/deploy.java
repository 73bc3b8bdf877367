import debianadmin.*;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import machine.Secret;
import troops.*;

void main() {}

@Deployable
void text() {
    Place.text("/etc/motd", "hello\n");
}

@Deployable
void secret() {
    Place.text("/etc/token", Secret.of("hunter2"), Place.owner("ubuntu"));
}

@Deployable
void checked() {
    Place.text("/etc/sudoers.d/law", "law ALL=(ALL) NOPASSWD:ALL\n", Place.mode("0440"),
            Place.check("visudo", "-cf"));
}

@Deployable
void file() {
    Place.file("/usr/local/bin/tool", Path.of("tool.sh"), Place.mode("0755"));
}

@Deployable
void directory() {
    Place.directory("/srv/www/site", Place.mode("2775"), Place.group("ubuntu"));
}

@Deployable
void link() {
    Place.link("/etc/law-release", "os-release");
}

@Deployable
void absent() {
    Place.absent("/etc/unwanted");
}

@Deployable
void line() {
    Place.line("/etc/ssh/sshd_config", "PermitRootLogin prohibit-password", Place.instead("^#?PermitRootLogin "),
            Place.check("/usr/sbin/sshd", "-t", "-f"));
    Place.line("/etc/environment", "LAW=1", Place.create());
}

@Deployable
void withoutLine() {
    Place.withoutLine("/etc/law.conf", "^debug");
}

@Deployable
void block() {
    Place.block("/etc/hosts", "cluster", "10.0.0.1 a.example.com\n10.0.0.2 b.example.com\n");
    Place.block("/etc/law.conf", "limits", "limit 5;\n", Place.commentedBy("//"));
}

@Deployable
void withoutBlock() {
    Place.withoutBlock("/etc/law.conf", "old");
}

@Deployable
void tree() {
    Place.tree("/srv/site", Path.of("site"), Place.owner("ubuntu"), Place.purge());
}

@Deployable
void absentTree() {
    Place.absentTree("/opt/old");
}

@Deployable
void template() {
    Place.template("/etc/site.conf", Path.of("site.conf.mustache"),
            Map.of("name", "www.example.com", "ports", List.of(80, 8080)));
    record Database(String user, Secret password) {}
    Place.template("/etc/database.conf", Path.of("database.conf.mustache"),
            new Database("app", Secret.of("hunter2")));
}
