package sites;

import java.util.List;
import troops.Troops;

/// What differs from site to site: values are fields, a site is a constant, and the compiler sees to it that none is
/// forgotten.
public enum Site {
    FRANKFURT("10.1.0.0/16", List.of("time-1.fra.example.com", "time-2.fra.example.com"), "*.fra.example.com"),
    LISBON("10.2.0.0/16", List.of("time-1.lis.example.com"), "*.lis.example.com"),
    /// Machines that belong to no site ask the nearest one.
    ELSEWHERE("10.0.0.0/8", List.of("time-1.fra.example.com"));

    private final String network;
    private final List<String> timeServers;
    private final String[] hosts;

    Site(String network, List<String> timeServers, String... hosts) {
        this.network = network;
        this.timeServers = timeServers;
        this.hosts = hosts;
    }

    /// The site of this node.
    public static Site here() {
        for (Site site : values()) {
            if (Troops.haveRole(site.role())) {
                return site;
            }
        }
        return ELSEWHERE;
    }

    public String role() {
        return "site-" + name().toLowerCase();
    }

    public String[] hosts() {
        return hosts.clone();
    }

    public String network() {
        return network;
    }

    /// A line of chrony's sources(5) for each time server.
    public String servers() {
        StringBuilder lines = new StringBuilder();
        for (String server : timeServers) {
            lines.append("server ").append(server).append(" iburst\n");
        }
        return lines.toString();
    }
}
