test "$(/usr/local/bin/tool) $(/opt/app/app) $(stat --format=%U /opt/app/app)" = "tool app ubuntu"
echo 'echo another' >>/usr/local/bin/tool
rm /etc/tool
echo changed >/opt/app/README
touch /opt/whole/app-1.2/extra
