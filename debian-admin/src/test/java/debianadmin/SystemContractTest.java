package debianadmin;

import debianadmin.cron.CronJob;
import debianadmin.kernel.BlacklistedModule;
import debianadmin.kernel.KernelParameter;
import debianadmin.kernel.LoadedModule;
import debianadmin.localization.SystemTimeZone;
import debianadmin.mount.MountPoint;
import debianadmin.mount.UnmountedPoint;
import debianadmin.name.HostEntry;
import debianadmin.name.NoHost;
import debianadmin.name.OwnName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import machine.Resource;
import org.junit.jupiter.api.Nested;

/// The law, for what of the system lies in files.
class SystemContractTest {
  @Nested
  class Name extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/hosts", "127.0.0.1 localhost\n127.0.1.1 old\n");
    }

    @Override
    Resource resource() {
      return new OwnName("web-1.example.com");
    }

    @Override
    void spoil() {
      tree.write("/etc/hostname", "elsewhere\n");
    }
  }

  @Nested
  class NameInHosts extends ResourceContract {
    @Override
    Resource resource() {
      return new OwnName("web-1");
    }

    @Override
    void spoil() {
      tree.write("/etc/hosts", "127.0.0.1 localhost\n");
    }
  }

  @Nested
  class Entry extends ResourceContract {
    @Override
    Resource resource() {
      return new HostEntry("10.0.0.1", "db.example.com", "db");
    }

    @Override
    void spoil() {
      tree.write("/etc/hosts", "10.0.0.1 db\n");
    }
  }

  @Nested
  class NoEntry extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/hosts", "10.0.0.1 db old\n");
    }

    @Override
    Resource resource() {
      return new NoHost("old");
    }

    @Override
    void spoil() {
      tree.write("/etc/hosts", "10.0.0.2 old\n");
    }
  }

  @Nested
  class TimeZone extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/usr/share/zoneinfo/Law/Zone", "TZif2");
      tree.write("/etc/timezone", "Etc/UTC\n");
    }

    @Override
    Resource resource() {
      return new SystemTimeZone("Law/Zone");
    }

    @Override
    void spoil() throws IOException {
      Files.delete(tree.at("/etc/localtime"));
      tree.write("/etc/localtime", "a copy");
    }
  }

  @Nested
  class Job extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/usr/sbin/cron", "");
      tree.write("/etc/passwd", "root:x:0:0::/root:/bin/sh\n");
      tree.write("/etc/cron.d/.placeholder", "");
    }

    @Override
    Resource resource() {
      return new CronJob("backup", "@daily", "root", "true", List.of());
    }

    @Override
    void spoil() {
      tree.write("/etc/cron.d/backup", "@daily root false\n");
    }
  }

  @Nested
  class Parameter extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/proc/sys/vm/swappiness", "60\n");
      tree.write("/etc/sysctl.d/README", "");
    }

    @Override
    Resource resource() {
      return new KernelParameter("vm.swappiness", "10");
    }

    @Override
    void spoil() {
      tree.write("/proc/sys/vm/swappiness", "60\n");
    }
  }

  @Nested
  class Module extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/modules-load.d/modules.conf", "");
    }

    @Override
    Resource resource() {
      return new LoadedModule("br_netfilter", List.of());
    }

    @Override
    void spoil() throws IOException {
      Files.delete(tree.at("/etc/modules-load.d/br_netfilter.conf"));
    }
  }

  @Nested
  class Blacklisted extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/modprobe.d/other.conf", "");
    }

    @Override
    Resource resource() {
      return new BlacklistedModule("pcspkr");
    }

    @Override
    void spoil() {
      tree.write("/etc/modprobe.d/blacklist-pcspkr.conf", "blacklist pcspkr\n");
    }
  }

  @Nested
  class MountedPath extends ResourceContract {
    @Override
    Resource resource() {
      return new MountPoint(
          "LABEL=my data", "/srv/my data", "ext4", List.of("noatime", "nofail"), 2, true);
    }

    @Override
    void spoil() {
      tree.write("/etc/fstab", "LABEL=my\\040data /srv/my\\040data ext4 nofail,noatime 0 1\n");
    }
  }

  @Nested
  class AbsentMount extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/fstab", "# kept\n/dev/vdb1\t/srv/old/ ext4\n");
    }

    @Override
    Resource resource() {
      return new UnmountedPoint("/srv/old", true);
    }

    @Override
    void spoil() {
      tree.write("/etc/fstab", "/dev/vdb1 /srv/old ext4 defaults 0 0\n");
    }
  }
}
