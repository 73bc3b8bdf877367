hostname elsewhere
echo '10.0.0.2 db' >>/etc/hosts
sed -i '/^2001:db8::1/d' /etc/hosts
echo '10.0.0.3 OLD.example.com' >>/etc/hosts
ln -sf ../usr/share/zoneinfo/Etc/UTC /etc/localtime
echo LANG=C >/etc/default/locale
localedef --delete-from-archive de_DE.utf8
update-alternatives --auto editor
update-alternatives --set pager /usr/bin/cat
chmod 0666 /etc/cron.d/backup
echo '@daily root true' >/etc/cron.d/old-backup
sed -i /BEGIN/d /etc/ssl/certs/ca-certificates.crt
cp /root/deploy/example-root.pem /usr/local/share/ca-certificates/old-root.crt
rm /run/reboot-required
systemctl stop reboot-if-required || true # it has ended, once the reboot is scheduled
shutdown -c
