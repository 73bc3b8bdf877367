mkdir -p /srv/www /srv/source/app-1.2/bin
printf '#!/bin/sh\necho tool\n' >/srv/www/tool

# The same bytes everywhere: of the formats, only this one is written alike by all versions of tar.
cd /srv/source
printf '#!/bin/sh\necho app\n' >app-1.2/bin/app
printf 'text\n' >app-1.2/README
chmod 755 app-1.2 app-1.2/bin app-1.2/bin/app
chmod 644 app-1.2/README
ln -s bin/app app-1.2/app
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@1000000000 --format=gnu -cf /srv/www/app.tar app-1.2

# A web server on the loopback interface: each connection is a process.
cat >/usr/local/bin/law-www <<'END'
#!/bin/sh
read -r verb path version
while read -r line && [ ${#line} -gt 1 ]; do :; done
printf 'HTTP/1.1 200 OK\r\nContent-Length: %s\r\nConnection: close\r\n\r\n' "$(stat --format=%s "/srv/www$path")"
cat "/srv/www$path"
END
chmod 755 /usr/local/bin/law-www
printf '[Socket]\nListenStream=127.0.0.1:8088\nAccept=yes\n' >/etc/systemd/system/law-www.socket
printf '[Service]\nExecStart=/usr/local/bin/law-www\nStandardInput=socket\n' >/etc/systemd/system/law-www@.service
systemctl daemon-reload
systemctl start law-www.socket
