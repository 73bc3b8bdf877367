for name in app site; do
  git init --quiet --initial-branch=main /srv/$name.git
  cd /srv/$name.git
  echo 1 >version
  git add version
  git commit --quiet --message=one
  git tag v1.2
done
chown -R ubuntu: /srv/site.git
