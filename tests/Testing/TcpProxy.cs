using System.Net;
using System.Net.Sockets;

namespace Mithaq.Testing;

/// <summary>A network between a client and a server that a test can cut: the client sees its connections break, the server hears nothing.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> clients = [];
    private readonly List<TcpClient> servers = [];
    private readonly Task accepting;

    public TcpProxy(string host, int port)
    {
        listener.Start();
        accepting = Accept(host, port);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Breaks what is connected now; new connections pass.</summary>
    public void Cut()
    {
        lock (clients)
        {
            foreach (var client in clients) client.Close();
            clients.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
        Cut();
        lock (clients)
            foreach (var server in servers) server.Close();
    }

    private async Task Accept(string host, int port)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                var server = new TcpClient();
                await server.ConnectAsync(host, port);
                lock (clients)
                {
                    clients.Add(client);
                    servers.Add(server);
                }
                _ = Copy(client.GetStream(), server.GetStream());
                _ = Copy(server.GetStream(), client.GetStream());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return;
        }
    }

    private static async Task Copy(NetworkStream from, NetworkStream to)
    {
        try
        {
            await from.CopyToAsync(to);
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException)
        {
            return;
        }
    }
}
