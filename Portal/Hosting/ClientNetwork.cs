using System.Net;
using System.Net.Sockets;

namespace Portal.Hosting;

/// <summary>Who is asking, as far as the network knows.</summary>
public static class ClientNetwork
{
    /// <summary>The address, or the /64 of an IPv6 address: a customer has all of it, so counting single addresses would count nothing.</summary>
    public static string Network(this HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    /// <summary>This machine itself, or a host without a network.</summary>
    public static bool IsLocal(this HttpContext context) => context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);
}
