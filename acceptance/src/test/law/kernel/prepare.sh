apt-get install --yes kmod
mkdir /srv/mounted /srv/old /srv/data
echo 'tmpfs   /srv/old   tmpfs   size=1M' >>/etc/fstab
mount -t tmpfs tmpfs /srv/mounted
mount /srv/old
truncate --size=2M /old-swapfile
mkswap /old-swapfile
echo '/old-swapfile none swap sw 0 0' >>/etc/fstab
# The node has a network of its own, whose parameters are its to set.
mount --bind /proc/sys/net /proc/sys/net
mount -o remount,bind,rw /proc/sys/net
