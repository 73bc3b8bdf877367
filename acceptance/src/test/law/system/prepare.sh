apt-get install --yes tzdata locales cron ca-certificates openssl
printf '# by hand\n10.0.0.9 db old.example.com # kept\n' >>/etc/hosts
for name in law law-automatic; do
  update-alternatives --install /usr/bin/$name $name /usr/bin/true 20
  update-alternatives --install /usr/bin/$name $name /usr/bin/false 10
done
update-alternatives --set law-automatic /usr/bin/false
echo '@daily root true' >/etc/cron.d/old
certificate() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$1" -keyout /root/$1.key -out "$2"
}
certificate law-root /root/deploy/law-root.pem
certificate old-root /usr/local/share/ca-certificates/old-root.crt
update-ca-certificates
git -C /root/deploy add law-root.pem
git -C /root/deploy commit --quiet --message='a certificate'
