package debianadmin.key;

import static debianadmin.key.WantedKeys.Kind.ABSENT;
import static debianadmin.key.WantedKeys.Kind.EXACT;
import static debianadmin.key.WantedKeys.Kind.PRESENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import machine.MachineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WantedKeysTest {
  private static final String DATA =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE4xktdjeg/9k/4x3HioAwjYcDmWxNkrOXJvt6VfxMi2";
  private static final String ANN = DATA + " ann@laptop";
  private static final String BOB =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICxcqgj21RawfS8lYU2WeHmN2KjzHxiHzNG4DkZ+UVpE bob@desk";

  private static WantedKeys.Outcome outcome(WantedKeys.Kind kind, String before, String... keys) {
    return WantedKeys.parse("ann", kind, keys).in(before);
  }

  @Test
  void addsWhatIsMissing() {
    var outcome = outcome(PRESENT, "# mine\n\n" + BOB, ANN, BOB);
    assertThat(outcome.text()).isEqualTo("# mine\n\n" + BOB + "\n" + ANN + "\n");
    assertThat(outcome.words()).isEqualTo("ann@laptop added");
  }

  @Test
  void leavesAFileAsItIsToTheByteIfNothingIsMissing() {
    String before = "\n  " + BOB + "\r\n" + ANN + " (a note)";
    assertThat(outcome(PRESENT, before, ANN)).isEqualTo(new WantedKeys.Outcome(before, ""));
    assertThat(outcome(EXACT, before, BOB, ANN)).isEqualTo(new WantedKeys.Outcome(before, ""));
    assertThat(outcome(PRESENT, DATA + " another comment", ANN).words()).isEmpty();
  }

  @Test
  void replacesAKeyWithOtherOptions() {
    String limited = "from=\"192.0.2.1, 192.0.2.2\",restrict " + ANN;
    var outcome = outcome(PRESENT, ANN + "\n" + BOB + "\n", limited);
    assertThat(outcome.text()).isEqualTo(limited + "\n" + BOB + "\n");
    assertThat(outcome.words()).isEqualTo("ann@laptop with other options");
    assertThat(outcome(PRESENT, limited + "\n", ANN).text()).isEqualTo(ANN + "\n");
  }

  @Test
  void removesAllOtherKeysIfTheyAreToBeExact() {
    var outcome = outcome(EXACT, "# mine\n" + BOB + "\nnonsense\n" + ANN + "\n", ANN);
    assertThat(outcome.text()).isEqualTo("# mine\n" + ANN + "\n");
    assertThat(outcome.words()).isEqualTo("bob@desk removed, a line that is no key removed");
    assertThat(outcome(EXACT, ANN + "\n").text()).isEmpty();
  }

  @Test
  void leavesNoSecondLineOfAKey() {
    var outcome = outcome(PRESENT, "restrict " + ANN + "\n" + DATA + "\n", ANN);
    assertThat(outcome.text()).isEqualTo(ANN + "\n");
  }

  @Test
  void removesAKeyWhateverItsOptionsAre() {
    var outcome = outcome(ABSENT, "restrict " + ANN + "\n" + BOB + "\n", DATA);
    assertThat(outcome.text()).isEqualTo(BOB + "\n");
    assertThat(outcome.words()).isEqualTo("ann@laptop removed");
    assertThat(outcome(ABSENT, BOB, ANN).words()).isEmpty();
  }

  @Test
  void namesAKeyWithoutCommentByItsFingerprint() {
    // As ssh-keygen -l prints it.
    assertThat(outcome(PRESENT, "", DATA).words())
        .isEqualTo("SHA256:aPFHkwmmeCVeZvnxclImxsrTGOiATUtRFq92As/Kvl4 added");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQc= short",
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBJKKH++ZnTOqlNhFx1Js7BX"
            + "/c7t9e3b0cN8lZJfDeHThpkuoSIKVIHEQ8d4iG5nxD5aPXksPOe80YjJYwTC7XG4= ecdsa@example.com",
        "restrict,pty,command=\"echo \\\"a, b\\\" #\" " + DATA,
        "No-X11-Forwarding,from=\"*.example.com\" " + DATA,
        DATA
      })
  void takesWhatSshdTakes(String line) {
    assertThatCode(() -> WantedKeys.parse("ann", PRESENT, line)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "hello|is no public key that sshd knows",
        "ssh-ed25519|is no public key that sshd knows",
        "ssh-dss AAAAB3NzaC1kc3M= old|is of the type ssh-dss, which sshd takes no more",
        "-----BEGIN OPENSSH PRIVATE KEY-----|is a private one, which belongs to its owner alone",
        "ssh-ed25519 AAAA!|has data that aren't base64: cut off or broken when it was copied?",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE4xktdjeg|has data that end too early: cut off when it"
            + " was copied?",
        "ssh-ed25519 AAAAB3NzaC1yc2EAAAADAQABAAAAAQc=|says ssh-ed25519, but its data are those of"
            + " another type",
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQcA|has data after its end",
        "restricted ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQc=|begins with neither a type nor an option"
            + " that sshd knows",
        "restrict=\"x\" ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQc=|has the option restrict with a value",
        "command ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQc=|has the option command without a value",
        "command=ls ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQc=|has the option command with a value that"
            + " isn't in double quotes",
      })
  void refusesWhatSshdDoesNotTakeWithoutShowingIt(String line, String fault) {
    assertThatThrownBy(() -> WantedKeys.parse("ann", PRESENT, ANN, line))
        .isInstanceOf(MachineException.class)
        .hasMessage("ann: key 2 of 2 " + fault + " (it isn't shown)");
  }

  @Test
  void refusesSeveralLinesInOne() {
    assertThatThrownBy(() -> WantedKeys.parse("ann", EXACT, ANN + "\n" + BOB))
        .hasMessageContaining("has more than one line: write each key as a text of its own");
    assertThatCode(() -> WantedKeys.parse("ann", EXACT, ANN + "\n")).doesNotThrowAnyException();
    assertThatThrownBy(() -> WantedKeys.parse("ann", PRESENT)).hasMessage("ann: no key named");
  }

  @Test
  void keepsCommentsInWhateverLanguage() {
    var outcome = outcome(PRESENT, "", DATA + " Jörg");
    assertThat(outcome.words()).isEqualTo("Jörg added");
    assertThat(outcome.text()).endsWith(" J\u00c3\u00b6rg\n");
  }
}
