test "$(stat --format=%U /srv/app/version /home/ubuntu/site/version /srv/site/.git/HEAD | tr '\n' ' ')" = "root ubuntu ubuntu "
echo 2 >/srv/app/version
cd /srv/site.git
setpriv --reuid=ubuntu --regid=ubuntu --init-groups env HOME=/home/ubuntu \
  git -c user.name=tester -c user.email=tester@example.com commit --quiet --allow-empty --message=two
