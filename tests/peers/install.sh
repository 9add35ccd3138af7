# For the prepare.sh of a peer that the distribution packages; sourced.

# install_package PROGRAM PACKAGE: installs the package unless the program is there; exits 3 where it cannot be had.
# The packages' own services are kept from starting, now and at the next boot: the benchmark starts what it measures.
install_package() {
  local program=$1 package=$2 guard=/usr/sbin/policy-rc.d guarded=no
  command -v "$program" >/dev/null && return

  command -v apt-get >/dev/null || cannot "$package is missing, and there is no apt-get to install it with."
  [ "$(id -u)" -eq 0 ] || cannot "$package is missing, and only root can install it."

  if [ ! -e "$guard" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$guard"
    chmod 755 "$guard"
    guarded=yes
  fi
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package"; } >/dev/null 2>&1 || true
  [ "$guarded" = no ] || rm -f "$guard"
  command -v "$program" >/dev/null || cannot "The package $package could not be installed."
  ! command -v systemctl >/dev/null || systemctl disable -q "$package" >/dev/null 2>&1 || true
}

cannot() {
  printf '%s\n' "$*" >&2
  exit 3
}
