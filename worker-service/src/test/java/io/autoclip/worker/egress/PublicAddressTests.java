package io.autoclip.worker.egress;

import java.net.Inet6Address;
import java.net.InetAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PublicAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
			"126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
			"192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
			"223.255.255.255", "168.63.129.15", "2606:4700::1111", "2001:4860:4860::8888", "2001:200::1",
			"2a00:1450::1", "3ffe::1" })
	void publicWhenGlobalUnicast(String address) {
		assertThat(PublicAddress.test(Host.literal(address))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.100.100.200",
			"100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.0.1", "169.254.169.254", "172.16.0.0",
			"172.31.255.255", "192.0.0.0", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.0", "192.168.255.255",
			"198.18.0.0", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
			"255.255.255.255", "168.63.129.16" })
	void notPublicWhenSpecialIpv4(String address) {
		assertThat(PublicAddress.test(Host.literal(address))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "::", "::1", "::7f00:1", "::8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b::a9fe:a9fe",
			"64:ff9b:1::1", "100::1", "100:0:0:1::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
			"2001::1", "2001:2::1", "2001:1ff::1", "2001:db8::1", "2002:a9fe:a9fe::1", "2002:808:808::1", "3fff::1",
			"3fff:fff::1", "4000::1", "5f00::1" })
	void notPublicWhenSpecialIpv6(String address) {
		assertThat(PublicAddress.test(Host.literal(address))).isFalse();
	}

	@Test
	void judgedByItsIpv4AddressWhenMapped() {
		assertThat(PublicAddress.test(Host.literal("::ffff:10.0.0.1"))).isFalse();
		assertThat(PublicAddress.test(Host.literal("::ffff:7f00:1"))).isFalse();
		assertThat(PublicAddress.test(Host.literal("::ffff:8.8.8.8"))).isTrue();
	}

	@Test
	void notPublicWhenMappedAndNotTurnedIntoIpv4() throws Exception {
		byte[] mapped = new byte[16];
		mapped[10] = (byte) 0xff;
		mapped[11] = (byte) 0xff;
		mapped[12] = 127;
		mapped[15] = 1;
		InetAddress address = Inet6Address.getByAddress(null, mapped, -1);
		assertThat(address).isInstanceOf(Inet6Address.class);
		assertThat(PublicAddress.test(address)).isFalse();
	}

}
