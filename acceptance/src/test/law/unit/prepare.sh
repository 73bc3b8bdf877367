touch /etc/law.conf
for name in enabled disabled started stopped current; do
  printf '[Service]\nExecStart=sleep infinity\n[Install]\nWantedBy=multi-user.target\n' >/etc/systemd/system/law-$name.service
done
systemctl daemon-reload
systemctl enable law-disabled
systemctl start law-stopped
