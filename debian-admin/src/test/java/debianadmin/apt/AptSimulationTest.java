package debianadmin.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Tree;
import debianadmin.apt.AptSimulation.Act;
import debianadmin.apt.AptSimulation.Item;
import debianadmin.apt.dpkg.PackageName;
import machine.MachineException;
import org.junit.jupiter.api.Test;

class AptSimulationTest {
  private static AptSimulation golden(String name) {
    return AptSimulation.parse(Tree.golden(name));
  }

  @Test
  void readsAnInstallation() {
    AptSimulation simulation = golden("apt-install-exim4.txt");
    assertThat(simulation.items())
        .contains(new Item(Act.INSTALL, "exim4", "", "4.96-15+deb12u10"))
        .allSatisfy(item -> assertThat(item.act()).isEqualTo(Act.INSTALL))
        .doesNotHaveDuplicates();
    assertThat(simulation.of(PackageName.parse("exim4:amd64")))
        .isEqualTo(new Item(Act.INSTALL, "exim4", "", "4.96-15+deb12u10"));
    assertThat(simulation.of(PackageName.parse("tmux"))).isNull();
  }

  @Test
  void readsAnUpgrade() {
    assertThat(golden("apt-upgrade.txt").items())
        .containsExactly(new Item(Act.INSTALL, "tzdata", "2025b-0+deb12u2", "2026f-0+deb12u1"));
  }

  @Test
  void readsARemoval() {
    assertThat(golden("apt-remove-library.txt").items())
        .containsExactly(
            new Item(Act.REMOVE, "tmux", "3.3a-3", ""),
            new Item(Act.REMOVE, "libevent-core-2.1-7", "2.1.12-stable-8+deb12u1", ""));
  }

  @Test
  void readsWhatWouldBePurged() {
    assertThat(golden("apt-purge.txt").items())
        .containsExactly(new Item(Act.PURGE, "law-tool", "2.0", ""));
    assertThat(golden("apt-purge-configuration.txt").items())
        .containsExactly(new Item(Act.PURGE, "tzdata", "", ""));
    assertThat(golden("apt-autoremove.txt").items())
        .containsExactly(new Item(Act.REMOVE, "law-lib", "1.0", ""));
  }

  @Test
  void tellsADowngradeFromAnUpgrade() {
    AptSimulation down = golden("apt-downgrade.txt");
    assertThat(down.downgraded()).containsExactly("law-tool");
    assertThat(down.items())
        .extracting(down::change)
        .extracting(Object::toString)
        .containsExactly("downgrade law-tool (1.0 was 2.0)");
    AptSimulation up = golden("apt-upgrade-held-back.txt");
    assertThat(up.downgraded()).isEmpty();
    assertThat(up.items())
        .extracting(up::change)
        .extracting(Object::toString)
        .containsExactly("upgrade law-tool (3.0 was 2.0)");
  }

  @Test
  void readsWhatIsHeld() {
    assertThat(golden("apt-install-held.txt").held()).containsExactly("law-held");
    assertThat(golden("apt-install-held.txt").keptBack()).isEmpty();
    assertThat(golden("apt-upgrade-held-back.txt").keptBack()).containsExactly("law-held");
    assertThat(golden("apt-upgrade-held-back.txt").held()).isEmpty();
  }

  @Test
  void refusesWhatIsNotAskedFor() {
    assertThatThrownBy(() -> AptGet.refuse(golden("apt-downgrade.txt")))
        .hasMessage("apt-get would downgrade law-tool (1.0 was 2.0)");
    AptGet.refuse(golden("apt-downgrade.txt"), AptOption.ALLOW_DOWNGRADE);
    assertThatThrownBy(
            () -> AptGet.refuse(golden("apt-install-held.txt"), AptOption.ALLOW_DOWNGRADE))
        .hasMessage("on hold: law-held")
        .extracting(e -> ((MachineException) e).hint())
        .isEqualTo("let go of it first: Apt.unhold(\"law-held\")");
    AptGet.refuse(golden("apt-upgrade-held-back.txt"));
  }

  @Test
  void knowsNoPackageOfANameThatAnotherOneProvides() {
    AptSimulation simulation = golden("apt-install-provided.txt");
    assertThat(simulation.of(PackageName.parse("perl-openssl-abi-3"))).isNull();
    assertThat(simulation.installs()).isTrue();
    assertThat(golden("apt-remove-library.txt").installs()).isFalse();
  }

  @Test
  void readsOddLines() {
    assertThat(
            AptSimulation.parse(
                    """
                    Inst libc6:i386 (2.36-9 Debian:12.12/stable [i386]) [libx:amd64 ]
                    Remv y [1.0] [z:amd64 ]
                    Purg q [2]
                    Conf half (1.2 now)
                    Inst local (1)
                    Inst
                    """)
                .items())
        .containsExactly(
            new Item(Act.INSTALL, "libc6:i386", "", "2.36-9"),
            new Item(Act.REMOVE, "y", "1.0", ""),
            new Item(Act.PURGE, "q", "2", ""),
            new Item(Act.CONFIGURE, "half", "", "1.2"),
            new Item(Act.INSTALL, "local", "", "1"));
  }
}
