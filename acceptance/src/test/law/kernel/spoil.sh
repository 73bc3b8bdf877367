echo 0 >/proc/sys/net/ipv4/ip_forward
echo 'vm.swappiness = 60' >/etc/sysctl.d/vm.swappiness.conf
rm /etc/modules-load.d/br_netfilter.conf
echo >>/etc/modprobe.d/loop.conf
rm /etc/modprobe.d/blacklist-pcspkr.conf
sed -i s/noatime/relatime/ /etc/fstab
umount /srv/scratch
mount -o remount,exec,size=1M /srv/small
umount '/srv/with space'
mount -t tmpfs tmpfs /srv/mounted
mount -t tmpfs tmpfs /srv/old
truncate --size=3M /swapfile
truncate --size=2M /old-swapfile
mkswap /old-swapfile
