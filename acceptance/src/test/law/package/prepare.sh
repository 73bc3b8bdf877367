cd /root/deploy
. ./packages.sh

for name in version old upgraded; do
  deb /srv/plain law-$name 1.0
  deb /srv/plain law-$name 2.0
done
for name in purged held free lib; do deb /srv/plain law-$name 1.0; done
deb /srv/plain law-app 1.0 'Depends: law-lib'
deb /srv/plain law-release 1.0
suite /srv/plain plain
deb /srv/newer law-release 2.0
suite /srv/newer law
echo 'deb [trusted=yes] file:/srv/plain plain main' >/etc/apt/sources.list.d/plain.list
echo 'deb [trusted=yes] file:/srv/newer law main' >/etc/apt/sources.list.d/newer.list
apt-get update
apt-get install --yes gpg gpg-agent chrony law-purged law-held law-free law-upgraded=1.0 law-app
apt-mark hold law-free
apt-get remove --yes law-app

# A repository that only its own key vouches for.
deb /srv/signed law-signed 1.0
suite /srv/signed law
gpg --batch --pinentry-mode loopback --passphrase '' --quick-generate-key law@example.com ed25519 sign never
gpg --armor --export law@example.com >law.asc
gpg --clearsign --output /srv/signed/dists/law/InRelease /srv/signed/dists/law/Release

touch /etc/apt/sources.list.d/old.sources /etc/apt/keyrings/old.gpg /etc/apt/preferences.d/old.pref
touch -d '3 days ago' /var/lib/apt/lists

deb . law-file 1.0 'Depends: law-held'
git add --all
git commit --quiet -m 'what the node has made'
