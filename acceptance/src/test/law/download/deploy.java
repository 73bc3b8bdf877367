import debianadmin.*;
import troops.*;

void main() {}

@Deployable
void fromTheWeb() {
    Download.file("/usr/local/bin/tool", "http://127.0.0.1:8088/tool",
            "bf664cf84f00f6ed76164c8457fdeaf8e4dee547226e9ffcf8274e2d2246fed9", Place.mode("0755"));
}

@Deployable
void ofTheMachine() {
    Download.file("/etc/tool", "file:///srv/www/tool",
            "bf664cf84f00f6ed76164c8457fdeaf8e4dee547226e9ffcf8274e2d2246fed9", Place.check("sh", "-n"));
}

@Deployable
void unpacked() {
    Archive.unpacked("/opt/app", "http://127.0.0.1:8088/app.tar",
            "9353603e867c8d32285dc936f2d35fc5f73fe257e6033772567f0828536bf204", Archive.strip(1),
            Archive.owner("ubuntu"));
}

@Deployable
void unpackedFromAPath() {
    Archive.unpacked("/opt/whole", "/srv/www/app.tar",
            "9353603e867c8d32285dc936f2d35fc5f73fe257e6033772567f0828536bf204");
}
