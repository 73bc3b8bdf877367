package troops.cli.requirement.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;
import org.junit.jupiter.api.Test;

class DownloadsTest {
  private static TransferEvent brought(long bytes) {
    @SuppressWarnings("deprecation") // Maven Resolver 2 has another one; this is version 1.
    RepositorySystemSession session = new DefaultRepositorySystemSession();
    TransferResource resource =
        new TransferResource("central", "https://repo.example.com/", "x.jar", null, null);
    return new TransferEvent.Builder(session, resource).setTransferredBytes(bytes).build();
  }

  @Test
  void givesUpWhatComesTooSlowly() throws InterruptedException {
    Downloads impatient = new Downloads(new ArrayList<String>()::add, 10);
    TransferEvent slow = brought(1);
    TransferEvent fast = brought(10_000_000);
    Thread.sleep(50);
    assertThatThrownBy(() -> impatient.transferProgressed(slow))
        .isInstanceOf(TransferCancelledException.class)
        .hasMessageContaining("less than 1000 bytes a second");
    assertThatCode(() -> impatient.transferProgressed(fast)).doesNotThrowAnyException();
    assertThatCode(() -> new Downloads(line -> {}).transferProgressed(slow))
        .as("at its beginning, each download is slow")
        .doesNotThrowAnyException();
  }
}
