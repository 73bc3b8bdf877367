package debianadmin.download;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import machine.MachineException;

/// The proxy that the environment names, as curl(1) reads it: `https_proxy`, `http_proxy` (in lower
/// case only), `all_proxy`, and `no_proxy` with the hosts that are reached without one.
final class EnvironmentProxy extends ProxySelector {
  private static final int USUAL_PORT = 1080;

  private final Map<String, String> environment;

  /// @param environment the variables
  EnvironmentProxy(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Proxy> select(URI uri) {
    String scheme = Address.scheme(uri);
    // HTTP_PROXY could be set by a client of a CGI program.
    String named = scheme.equals("http") ? value("http_proxy") : either("https_proxy");
    String proxy = named.isEmpty() ? either("all_proxy") : named;
    if (proxy.isEmpty() || isExempt(uri.getHost(), either("no_proxy"))) {
      return List.of(Proxy.NO_PROXY);
    }
    return List.of(new Proxy(Proxy.Type.HTTP, address(proxy)));
  }

  private String value(String name) {
    return environment.getOrDefault(name, "").strip();
  }

  private String either(String name) {
    String lower = value(name);
    return lower.isEmpty() ? value(name.toUpperCase(Locale.ROOT)) : lower;
  }

  /// Whether a host is one of a list: each is a host, and all hosts below it; `*` is every host.
  static boolean isExempt(String host, String list) {
    String name = host.toLowerCase(Locale.ROOT);
    for (String raw : list.toLowerCase(Locale.ROOT).split(",", -1)) {
      String entry = raw.strip();
      String below = entry.startsWith(".") ? entry : "." + entry;
      if (entry.equals("*")
          || (!entry.isEmpty() && (name.equals(below.substring(1)) || name.endsWith(below)))) {
        return true;
      }
    }
    return false;
  }

  private static InetSocketAddress address(String proxy) {
    try {
      URI uri = new URI(proxy.contains("://") ? proxy : "http://" + proxy);
      if (!Address.scheme(uri).equals("http") || uri.getHost() == null) {
        throw new MachineException(
            "not a proxy that this can use: " + Address.shown(uri),
            "name an HTTP proxy, http://HOST:PORT, or exempt the host in no_proxy");
      }
      if (uri.getRawUserInfo() != null) {
        throw new MachineException(
            "the proxy wants a password, which isn't supported: " + Address.shown(uri),
            "name one without, or exempt the host in no_proxy");
      }
      return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? USUAL_PORT : uri.getPort());
    } catch (URISyntaxException e) {
      throw new MachineException("not the URL of a proxy: " + e.getReason(), "", e);
    }
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // Whoever wanted to connect tells.
  }
}
