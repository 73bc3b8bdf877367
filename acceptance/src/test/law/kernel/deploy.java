import debianadmin.*;
import troops.*;

void main() {}

@Deployable
void parameterNowAndAtBoot() {
    Sysctl.set("net.ipv4.ip_forward", "1");
}

@Deployable
void parameterOfTheHostsKernel() {
    Sysctl.set("vm.swappiness", "10");
}

@Deployable
void module() {
    KernelModule.load("br_netfilter");
}

@Deployable
void moduleWithParameters() {
    KernelModule.load("loop", "max_loop=64");
}

@Deployable
void blacklist() {
    KernelModule.blacklist("pcspkr");
}

@Deployable
void entry() {
    Mount.entry("UUID=0a3407de-014b-458b-b5c1-848e92a327a3", "/srv/later", "ext4",
            Mount.options("noatime", "nofail"), Mount.pass(2));
}

@Deployable
void mounted() {
    Mount.mounted("tmpfs", "/srv/scratch", "tmpfs", Mount.options("size=64M", "mode=0700"));
}

@Deployable
void remounted() {
    Mount.mounted("tmpfs", "/srv/small", "tmpfs", Mount.options("size=2M", "noexec"));
}

@Deployable
void bound() {
    Mount.mounted("/srv/data", "/srv/with space", "none", Mount.options("bind", "nofail"));
}

@Deployable
void unmounted() {
    Mount.unmounted("/srv/mounted");
}

@Deployable
void absent() {
    Mount.absent("/srv/old");
}

@Deployable
void swap() {
    Swap.file("/swapfile", "64M");
}

@Deployable
void noSwap() {
    Swap.absent("/old-swapfile");
}
