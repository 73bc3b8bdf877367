cd /etc/systemd/system
systemctl disable law-enabled
systemctl enable law-disabled
systemctl stop law-started
systemctl start law-stopped
echo changed >/etc/law.conf
echo '# by hand' >>law-text.service
rm law-file@.service
rm law-dropped.service.d/limits.conf
echo '[Unit]' >law-undropped.service.d/limits.conf
printf '[Service]\nExecStart=sleep infinity\n' >law-absent.service
sed -i 's/04:00/05:00/' law-timer.timer
systemctl unmask law-masked.target
systemctl disable --now law-unmasked
systemctl mask law-unmasked
