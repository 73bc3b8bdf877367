apt-get install --yes tzdata locales cron ca-certificates openssl
printf '# by hand\n10.0.0.9 db old.example.com # kept\n' >>/etc/hosts
ln -s true /usr/bin/vim.basic
update-alternatives --install /usr/bin/editor editor /usr/bin/vim.basic 10
update-alternatives --install /usr/bin/editor editor /usr/bin/sed 20
update-alternatives --install /usr/bin/pager pager /usr/bin/cat 10
update-alternatives --set pager /usr/bin/cat
echo '@daily root true' >/etc/cron.d/old-backup
certificate() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$1" -keyout /root/$1.key -out "$2"
}
certificate example-root /root/deploy/example-root.pem
certificate old-root /usr/local/share/ca-certificates/old-root.crt
update-ca-certificates
git -C /root/deploy add example-root.pem
git -C /root/deploy commit --quiet --message='a certificate'
