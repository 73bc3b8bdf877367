package debianadmin.account.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import machine.MachineException;
import machine.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  // Of the password hunter2, made by crypt(3) of Debian 12.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$y$j9T$k2XAnEHBqQ1Ct2aMXFKNa/$FxNWGUyeQ3labVABlWUvJbKRjZDjKZoj3Umcv0YqPVD",
        "$gy$j9T$k2XAnEHBqQ1Ct2aMXFKNa/$.hodG8ylH5hcfvtWBnd8lGV4AIU7Lp62nswz01ANQh6",
        "$7$CU..../....abcdefghijkl$C7rAPS/2TqD0GqpmJw4XZnxUW9oAUp//BqPy7WIbLK5",
        "$2b$05$abcdefghijklmnopqrstuuoXuKqgZXLiJqzfmMXDDhSFPIvxV7t8.",
        "$6$abcdefgh$M/eYsB4rVXAm3ZNc88J.UD9rCKAT6FB1rahiwJCHtEndQNORCub5qhjxn50qbqVVthkM.9HpEwtf0t.iV9uH0/",
        "$5$rounds=5000$saltsalt$OIdfjX.u4Y3SJ4I2bX8w5BMf1VAUhHABNUirScDzZi3"
      })
  void takesTheStrongFormsOfCrypt(String hash) {
    assertThatCode(() -> PasswordHash.check(Secret.of(hash))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "",
        "!",
        "*",
        "$",
        "$$$",
        "$6$$$",
        "$6$hunter2",
        "$6$rounds=$salt$x",
        "ab0ozUNIgzCZ.",
        "$1$saltsalt$ZliGyAN3DciDHEkDboonh/",
        "!$5$rounds=5000$saltsalt$OIdfjX.u4Y3SJ4I2bX8w5BMf1VAUhHABNUirScDzZi3",
        "$5$rounds=x$saltsalt$OIdfjX.u4Y3SJ4I2bX8w5BMf1VAUhHABNUirScDzZi3",
        "$5$salt:salt$OIdfjX.u4Y3SJ4I2bX8w5BMf1VAUhHABNUirScDzZi3",
        "$5$saltsalt$OIdfjX.u4Y3SJ4I2bX8w5BMf1VAUhHABNUirScDzZi3\n",
        "$5$saltsalt$OIdfjX.u4Y3SJ4I2bX8w5BMf1VAUhHABNUirScDzZi",
        "$2b$5$abcdefghijklmnopqrstuuoXuKqgZXLiJqzfmMXDDhSFPIvxV7t8."
      })
  void refusesWhatIsNoneWithoutShowingIt(String text) {
    MachineException e =
        catchThrowableOfType(MachineException.class, () -> PasswordHash.check(Secret.of(text)));
    assertThat(e)
        .hasMessage("not a password hash in one of the strong forms of crypt(5) (it isn't shown)");
    assertThat(e.hint()).contains("mkpasswd");
  }
}
