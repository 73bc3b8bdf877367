systemctl disable law-enabled
systemctl enable law-disabled
systemctl stop law-started
systemctl start law-stopped
echo changed >/etc/law.conf
