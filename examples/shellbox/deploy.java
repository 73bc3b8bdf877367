import debianadmin.*;
import troops.*;

void main() {
    Troops.defineRole("interactive", "shellbox-1.example.com", "shellbox-2.example.com");
}

@Deployable(roles = "interactive")
void tmux() {
    Apt.install("tmux");
}
