import debianadmin.*;
import sites.Site;
import troops.*;

// Keeps every node's clock right. The nodes of role timeserver ask the world, and answer their site; all others ask
// the time servers of their site. A tenth of the nodes tries the newer way of asking, NTS, before the rest.

void main() {
    for (Site site : Site.values()) {
        Troops.defineRole(site.role(), site.hosts());
    }
    Troops.defineRole("timeserver", "time-*");
}

@Deployable
void chrony() {
    Site site = Site.here();
    Apt.install("chrony");
    Place.text("/etc/chrony/sources.d/site.sources", Troops.haveRole("timeserver") ? world() : site.servers());
    if (Troops.haveRole("timeserver")) {
        Place.text("/etc/chrony/conf.d/serve.conf", "allow " + site.network() + "\n");
    } else {
        Place.absent("/etc/chrony/conf.d/serve.conf");
    }
    Unit.enable("chrony");
    Unit.current("chrony", "/etc/chrony");
}

String world() {
    String options = Troops.share("network-time-security", 10) ? "iburst nts" : "iburst";
    return "pool pool.example.com " + options + "\n";
}
