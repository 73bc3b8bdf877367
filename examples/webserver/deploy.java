import debianadmin.*;
import troops.*;

// A web server: two sites from one template, each with its own certificate; logs that rotate; and a deployment that
// fails unless both sites answer.

void main() {
    Troops.defineRole("web", "web-*.example.com");
}

@Deployable(roles = "web")
void nginx() {
    Apt.install("nginx", "logrotate", "openssl");
    Place.absent("/etc/nginx/sites-enabled/default");
    site("www.example.com");
    site("docs.example.com");
    Place.file("/etc/logrotate.d/sites", Path.of("sites.logrotate"), Place.check("logrotate", "--debug"));
    Unit.enable("nginx");
    Unit.current("nginx", "/etc/nginx", "/etc/ssl/sites");
    Wait.forHttp("http://www.example.com/", Wait.containing("Welcome"));
    Wait.forHttp("http://docs.example.com/", Wait.containing("Documentation"));
}

void site(String name) {
    Hosts.entry("127.0.0.1", name);
    Place.tree("/srv/" + name, Path.of("sites/" + name), Place.purge());
    certificate(name);
    Place.directory("/var/log/sites");
    Place.template("/etc/nginx/sites-available/" + name, Path.of("site.conf"), Map.of("name", name));
    Place.link("/etc/nginx/sites-enabled/" + name, "../sites-available/" + name);
}

// Good for a start; a certificate that others trust comes from a certificate authority.
void certificate(String name) {
    Place.directory("/etc/ssl/sites", Place.mode("0700"));
    Run.command(List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=" + name,
            "-keyout", "/etc/ssl/sites/" + name + ".key", "-out", "/etc/ssl/sites/" + name + ".crt"),
            Run.creates("/etc/ssl/sites/" + name + ".crt"));
}
