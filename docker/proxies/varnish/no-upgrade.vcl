# As it comes: no request is piped, and no upgrade passed on.
vcl 4.1;
backend origin { .host = "127.0.0.1"; .port = "@ORIGIN@"; }
sub vcl_recv {
  return (pass);
}
