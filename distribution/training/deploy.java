import debianadmin.*;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import troops.*;

// What most deployments do, so that the start-up cache knows it.

final String place = System.getenv("TRAINING");

void main() {
    Troops.defineRole("here", "*");
    Troops.defineRole("web", "web-*", "nowhere.example.com");
}

@Deployable(roles = "here")
void files() throws Exception {
    Place.directory(place, Place.mode("0755"));
    Place.text(place + "/text", "%s %d\n".formatted("some text", 1), Place.mode("0644"));
    Place.text(place + "/plain", "some text\n");
    Place.line(place + "/plain", "some text");
    Place.template(place + "/rendered", Path.of("files/template"), Map.of("name", "some text"));
    Place.tree(place + "/tree", Path.of("files"));
    Place.link(place + "/link", "text");
    Place.absent(place + "/nothing");
    try (var all = Files.walk(Troops.file("files"))) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
            Place.file(place + "/" + file.getFileName(), file, Place.mode("0644"));
        }
    }
}

@Deployable
void packages() {
    if (Files.exists(Path.of("/var/lib/dpkg/status"))) {
        Apt.install("dpkg", "base-files");
    }
    System.out.println(Troops.share("training", 50) + " " + Host.codename());
}
