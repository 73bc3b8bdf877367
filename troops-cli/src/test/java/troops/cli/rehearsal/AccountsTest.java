package troops.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import machine.Change;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static Accounts accounts(String users, String groups) {
    return new Accounts(Accounts.parse(users), Accounts.parse(groups));
  }

  @Test
  void tellsUsersAndGroupsThatComeGoAndChange() {
    Accounts before =
        accounts(
            "root:x:0:0:root:/root:/bin/bash\nold:x:1:1::/home/old:/bin/sh\nann:x:2:2::/home/ann:/bin/sh\n",
            "root:x:0:\nadm:x:4:ann\n");
    Accounts after =
        accounts(
            "root:x:0:0:root:/root:/bin/bash\nann:x:2:2::/home/ann:/bin/bash\nben:x:3:3::/home/ben:/bin/sh\n",
            "root:x:0:\nadm:x:4:ann,ben\nben:x:3:\n");
    assertThat(before.userChanges(after))
        .extracting(Change::toString)
        .containsExactly(
            "change user ann (id 2, group 2, home /home/ann, shell /bin/sh to id 2, group 2, home /home/ann, shell"
                + " /bin/bash)",
            "create user ben (id 3, group 3, home /home/ben, shell /bin/sh)",
            "remove user old (id 1, group 1, home /home/old, shell /bin/sh)");
    assertThat(before.groupChanges(after))
        .extracting(Change::toString)
        .containsExactly(
            "change group adm (id 4, members ann to id 4, members ann,ben)",
            "create group ben (id 3)");
    assertThat(after.userChanges(after)).isEmpty();
  }

  @Test
  void namesOwnersAndLeavesNumbersThatNobodyHas() {
    Accounts accounts = accounts("ann:x:2:5::/home/ann:/bin/sh", "staff:x:5:");
    assertThat(accounts.user(2)).isEqualTo("ann");
    assertThat(accounts.group(5)).isEqualTo("staff");
    assertThat(accounts.user(9)).isEqualTo("9");
  }
}
