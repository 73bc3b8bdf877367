touch /etc/law.conf
for name in enabled disabled started stopped current dropped undropped absent; do
  printf '[Service]\nExecStart=sleep infinity\n[Install]\nWantedBy=multi-user.target\n' >/etc/systemd/system/law-$name.service
done
mkdir -p /etc/systemd/system/law-undropped.service.d /usr/lib/systemd/system
echo '[Unit]' >/etc/systemd/system/law-undropped.service.d/limits.conf
cp /etc/systemd/system/law-absent.service /usr/lib/systemd/system/law-unmasked.service
systemctl mask law-unmasked
systemctl daemon-reload
systemctl enable law-disabled law-absent
systemctl start law-stopped law-dropped law-undropped law-absent
