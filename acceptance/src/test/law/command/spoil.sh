test "$(cat /home/ubuntu/level)" = "ubuntu
/home/ubuntu
7"
rm /srv/made
gpasswd --delete ubuntu games
touch /srv/unwanted
rm /home/ubuntu/level
