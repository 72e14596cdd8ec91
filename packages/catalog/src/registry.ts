import { classRoom } from './abstractions/class-room.ts';
import { databaseWithArray } from './abstractions/database-with-array.ts';
import { eMailWorkplace } from './abstractions/e-mail-workplace.ts';
import { easyWordProcessing } from './abstractions/easy-word-processing.ts';
import { gpuTrainer } from './abstractions/gpu-trainer.ts';
import { kafkaTrio } from './abstractions/kafka-trio.ts';
import { lampServer } from './abstractions/lamp-server.ts';
import { monitoring } from './abstractions/monitoring.ts';
import { officeNetwork } from './abstractions/office-network.ts';
import { searchPlatform } from './abstractions/search-platform.ts';
import { searchShard } from './abstractions/search-shard.ts';
import { smallCompany } from './abstractions/small-company.ts';
import { threeTierShop } from './abstractions/three-tier-shop.ts';
import { webServer } from './abstractions/web-server.ts';
import { webSite } from './abstractions/web-site.ts';
import { catalog, type Catalog } from './catalog.ts';
import { laptop } from './types/client/laptop.ts';
import { pda } from './types/client/pda.ts';
import { phone } from './types/client/phone.ts';
import { thinClient } from './types/client/thin-client.ts';
import { x86Pc } from './types/client/x86-pc.ts';
import { boardArm64 } from './types/hardware/board-arm64.ts';
import { printer } from './types/hardware/printer.ts';
import { serverArm64 } from './types/hardware/server-arm64.ts';
import { serverGpuX8664 } from './types/hardware/server-gpu-x86-64.ts';
import { serverLargeX8664 } from './types/hardware/server-large-x86-64.ts';
import { serverMemoryX8664 } from './types/hardware/server-memory-x86-64.ts';
import { serverSmallX8664 } from './types/hardware/server-small-x86-64.ts';
import { serverSparc64 } from './types/hardware/server-sparc64.ts';
import { serverX8664 } from './types/hardware/server-x86-64.ts';
import { workstationSparc64 } from './types/hardware/workstation-sparc64.ts';
import { accessPoint } from './types/network/access-point.ts';
import { firewall } from './types/network/firewall.ts';
import { hub100 } from './types/network/hub-100.ts';
import { internetGateway } from './types/network/internet-gateway.ts';
import { leasedLine } from './types/network/leased-line.ts';
import { loadBalancer } from './types/network/load-balancer.ts';
import { router } from './types/network/router.ts';
import { switch24 } from './types/network/switch-24.ts';
import { switch64 } from './types/network/switch-64.ts';
import { switch8 } from './types/network/switch-8.ts';
import { vlan } from './types/network/vlan.ts';
import { vpnGateway } from './types/network/vpn-gateway.ts';
import { alpine320 } from './types/os/alpine-3-20.ts';
import { android14 } from './types/os/android-14.ts';
import { debian11 } from './types/os/debian-11.ts';
import { debian12 } from './types/os/debian-12.ts';
import { debian13 } from './types/os/debian-13.ts';
import { freebsd14 } from './types/os/freebsd-14.ts';
import { palmOs5 } from './types/os/palm-os-5.ts';
import { redHat7 } from './types/os/red-hat-7.ts';
import { rocky9 } from './types/os/rocky-9.ts';
import { solaris10 } from './types/os/solaris-10.ts';
import { solaris8 } from './types/os/solaris-8.ts';
import { solaris9 } from './types/os/solaris-9.ts';
import { ubuntu2204 } from './types/os/ubuntu-22-04.ts';
import { ubuntu2404 } from './types/os/ubuntu-24-04.ts';
import { windows2000 } from './types/os/windows-2000.ts';
import { windows98 } from './types/os/windows-98.ts';
import { windowsNt4 } from './types/os/windows-nt-4.ts';
import { windowsServer2019 } from './types/os/windows-server-2019.ts';
import { windowsServer2022 } from './types/os/windows-server-2022.ts';
import { windowsXp } from './types/os/windows-xp.ts';
import { apache13 } from './types/software/apache-1-3.ts';
import { apache24 } from './types/software/apache-2-4.ts';
import { cuda12 } from './types/software/cuda-12.ts';
import { docker24 } from './types/software/docker-24.ts';
import { elasticsearch8 } from './types/software/elasticsearch-8.ts';
import { eudora5 } from './types/software/eudora-5.ts';
import { grafana11 } from './types/software/grafana-11.ts';
import { haproxy26 } from './types/software/haproxy-2-6.ts';
import { iis5 } from './types/software/iis-5.ts';
import { itunes6 } from './types/software/itunes-6.ts';
import { jdk13 } from './types/software/jdk-1-3.ts';
import { kafka3 } from './types/software/kafka-3.ts';
import { mariadb1011 } from './types/software/mariadb-10-11.ts';
import { mysql8 } from './types/software/mysql-8.ts';
import { navigator4 } from './types/software/navigator-4.ts';
import { nginx122 } from './types/software/nginx-1-22.ts';
import { nodejs18 } from './types/software/nodejs-18.ts';
import { nodejs20 } from './types/software/nodejs-20.ts';
import { office2000 } from './types/software/office-2000.ts';
import { openjdk17 } from './types/software/openjdk-17.ts';
import { openjdk8 } from './types/software/openjdk-8.ts';
import { oracle8i } from './types/software/oracle-8i.ts';
import { php82 } from './types/software/php-8-2.ts';
import { postfix3 } from './types/software/postfix-3.ts';
import { postgresql15 } from './types/software/postgresql-15.ts';
import { postgresql16 } from './types/software/postgresql-16.ts';
import { prometheus2 } from './types/software/prometheus-2.ts';
import { python311 } from './types/software/python-3-11.ts';
import { pytorch2 } from './types/software/pytorch-2.ts';
import { rabbitmq3 } from './types/software/rabbitmq-3.ts';
import { redis7 } from './types/software/redis-7.ts';
import { solr9 } from './types/software/solr-9.ts';
import { sqlServer2022 } from './types/software/sql-server-2022.ts';
import { squid4 } from './types/software/squid-4.ts';
import { squid5 } from './types/software/squid-5.ts';
import { tomcat10 } from './types/software/tomcat-10.ts';
import { unbound1 } from './types/software/unbound-1.ts';
import { weblogic6 } from './types/software/weblogic-6.ts';
import { wordperfect8 } from './types/software/wordperfect-8.ts';
import { wordpress6 } from './types/software/wordpress-6.ts';
import { xrdp09 } from './types/software/xrdp-0-9.ts';
import { backupStore } from './types/storage/backup-store.ts';
import { diskArray } from './types/storage/disk-array.ts';
import { objectStore } from './types/storage/object-store.ts';
import { volume } from './types/storage/volume.ts';

/** Every component type and abstraction that this build ships, in palette order. Parsing it here makes a bad entry fail at start-up. */
export const shippedCatalog: Catalog = catalog.parse({
  types: [
    serverX8664,
    serverArm64,
    serverSparc64,
    serverSmallX8664,
    serverLargeX8664,
    serverMemoryX8664,
    serverGpuX8664,
    boardArm64,
    workstationSparc64,
    printer,
    x86Pc,
    laptop,
    pda,
    phone,
    thinClient,
    debian12,
    windows98,
    windowsNt4,
    windows2000,
    solaris8,
    debian11,
    debian13,
    ubuntu2204,
    ubuntu2404,
    alpine320,
    rocky9,
    redHat7,
    freebsd14,
    windowsServer2019,
    windowsServer2022,
    windowsXp,
    solaris9,
    solaris10,
    palmOs5,
    android14,
    apache24,
    nginx122,
    nodejs18,
    postgresql15,
    redis7,
    squid5,
    squid4,
    wordperfect8,
    navigator4,
    apache13,
    iis5,
    tomcat10,
    openjdk17,
    openjdk8,
    jdk13,
    weblogic6,
    oracle8i,
    office2000,
    eudora5,
    itunes6,
    postgresql16,
    mysql8,
    mariadb1011,
    sqlServer2022,
    haproxy26,
    nodejs20,
    python311,
    php82,
    wordpress6,
    docker24,
    kafka3,
    rabbitmq3,
    elasticsearch8,
    solr9,
    prometheus2,
    grafana11,
    postfix3,
    unbound1,
    xrdp09,
    cuda12,
    pytorch2,
    switch64,
    switch24,
    switch8,
    internetGateway,
    router,
    firewall,
    loadBalancer,
    vpnGateway,
    accessPoint,
    hub100,
    vlan,
    leasedLine,
    diskArray,
    volume,
    backupStore,
    objectStore,
  ],
  abstractions: [
    easyWordProcessing,
    eMailWorkplace,
    webServer,
    lampServer,
    webSite,
    threeTierShop,
    searchShard,
    searchPlatform,
    officeNetwork,
    smallCompany,
    classRoom,
    monitoring,
    kafkaTrio,
    databaseWithArray,
    gpuTrainer,
  ],
});
