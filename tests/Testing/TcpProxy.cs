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
    private volatile TaskCompletionSource answering = Open();

    public TcpProxy(string host, int port)
    {
        listener.Start();
        accepting = Accept(host, port);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>From now on the server hears the client, and the client hears nothing, until <see cref="Cut"/>.</summary>
    public void HoldAnswers() => answering = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Breaks what is connected now; new connections pass.</summary>
    public void Cut()
    {
        var held = answering;
        answering = Open();
        lock (clients)
        {
            foreach (var client in clients) client.Close();
            clients.Clear();
        }
        held.TrySetResult();
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
                _ = Copy(client.GetStream(), server.GetStream(), answers: false);
                _ = Copy(server.GetStream(), client.GetStream(), answers: true);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return;
        }
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task Copy(NetworkStream from, NetworkStream to, bool answers)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer) is var read and > 0)
            {
                if (answers) await answering.Task;
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException)
        {
            return;
        }
    }
}
