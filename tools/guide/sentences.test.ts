import type { ChatSettings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { cases, existingGateway, logins, minimal, openLoadBalancer } from '../../tests/cases';
import { synthesisOf } from '../../tests/objects';
import { chatsIn, type ExpectedChat } from '../command/chats';
import { guideOf, sectionsOf } from './guide-text';
import type { Language } from './language';
import { tasksOf } from './step';

const chatOf = (settings: ChatSettings) => chatsIn(synthesisOf(settings))[0] as ExpectedChat;
const guideIn = (settings: ChatSettings, language: Language = 'en') => guideOf(chatOf(settings), language);

const chats = new Map(Object.entries(cases).map(([name, settings]) => [name, chatOf(settings)]));
const guideOfCase = (name: string, language?: Language) => guideOf(chats.get(name) as ExpectedChat, language);

/** What is different from case to case, as a person reads it. */
const sentences: Readonly<Record<string, readonly (readonly [Language, string])[]>> = {
  'OpenShift Route': [
    ['en', '`condition met`, and the Routes `skupper-router-inter-router` and `skupper-router-edge`.\n'],
    ['pt-BR', '`condition met`, e as Routes `skupper-router-inter-router` e `skupper-router-edge`.\n'],
    ['en', '`https://<HOST>/` in a browser shows the page; what is in `<>` comes from the column `HOST/PORT`.'],
    ['pt-BR', '### Pela Route do OpenShift'],
    ['pt-BR', '### As Routes do OpenShift para o router do Skupper, que a máquina privada alcança'],
  ],
  'OpenShift Route, everything': [
    ['en', '`https://chat.example.com/` in a browser shows the page. The address itself is in the column `HOST/PORT`.'],
    ['pt-BR', 'Com o nome do router do OpenShift, a não ser que fique abaixo do domínio do próprio cluster.'],
  ],
  'load balancer': [
    ['en', 'It is made like the one for the router, above:'],
    [
      'en',
      '`http://<EXTERNAL-IP>:8080` in a browser shows the page; what is in `<>` comes from the column `EXTERNAL-IP`;',
    ],
    ['pt-BR', '### Pelo load balancer'],
    ['pt-BR', '### Um load balancer para o Service "ilab-client-lb"'],
  ],
  'load balancer, AWS controller': [['pt-BR', '### O AWS Load Balancer Controller']],
  'page: sessions in two pods, behind every exposure': [['en', 'This installs it if you named addresses:']],
  'NGINX Ingress, several hosts': [
    ['en', '`https://a.example.com/` and `https://b.example.com/` in a browser shows the page.'],
    ['pt-BR', '`https://a.example.com/` e `https://b.example.com/` no navegador mostra a página.'],
    ['pt-BR', '### a.example.com, b.example.com no DNS\n'],
    ['pt-BR', 'Com o endereço do controller; e worker-shutdown-timeout: 660s no ConfigMap dele, ou as recargas'],
  ],
  'Traefik Ingress, everything': [
    ['pt-BR', '### chat.example.com, chat no DNS, para Traefik Ingress\n\nCom o endereço do controller.\n'],
    ['pt-BR', '### A IngressClass "edge", com o controller traefik.io/ingress-controller'],
    ['en', "in the namespace from which the chat's network policy lets it in:"],
  ],
  'Application Load Balancer, everything': [
    ['en', '`chat.example.com`, `chat.example.org` with `ISSUED`.'],
    ['pt-BR', '`chat.example.com`, `chat.example.org` com `ISSUED`.'],
    ['en', 'This looks for the class, and installs the controller only where it is missing:'],
  ],
  'GKE Ingress': [['pt-BR', '### GKE Ingress para a classe "gce"\n\nEle serve o Ingress.']],
  'existing Gateway': [
    ['en', '`True` under `PROGRAMMED`, and `https` with `"from":"All"`'],
    ['pt-BR', '`True` em `PROGRAMMED`, e `https` com `"from":"All"`'],
    ['pt-BR', 'O listener "https" dele precisa permitir rotas de "ilab-chat".'],
    ['pt-BR', 'Com o endereço do Gateway "public".'],
  ],
  'existing Gateway, any data plane': [
    ['en', '`True` under `PROGRAMMED`, and a listener with `"from":"All"`'],
    ['pt-BR', '`True` em `PROGRAMMED`, e um listener com `"from":"All"`'],
    ['pt-BR', 'Os listeners dele precisam permitir rotas de "ilab-chat".'],
  ],
  'own Gateway': [
    ['en', 'This looks for the class, and installs its implementation only where it is missing:'],
    ['pt-BR', '### Timeouts de 620 s e um login\n'],
    ['pt-BR', 'o load balancer dela tem um próprio, e o canal padrão não tem login: as policies'],
    [
      'pt-BR',
      '### cert-manager, com a configuração config.gatewayAPI.enabled, e o Issuer "letsencrypt" no namespace do chat',
    ],
    ['en', 'One that was there needs the setting, too: ask its administrator.'],
  ],
  'own Gateway, several hosts': [
    ['pt-BR', '### cert-manager, com a configuração config.gatewayAPI.enabled, e o ClusterIssuer "letsencrypt"'],
  ],
  'OpenShift Route, reencrypt': [
    ['en', 'https://localhost:8080/ in your browser shows the page. The browser warns of the certificate'],
    ['pt-BR', 'https://localhost:8080/ no navegador mostra a página. O navegador alerta sobre o certificado'],
  ],
  'NGINX Ingress, external auth': [['en', 'in a browser shows the page.']],
  'login (users), own Gateway': [
    ['pt-BR', '### Timeouts de 620 s\n'],
    ['pt-BR', 'o load balancer dela tem um próprio: as policies'],
    ['en', 'in a browser shows the sign-in, and the page after it.'],
    ['pt-BR', 'no navegador mostra o login e, depois dele, a página.'],
  ],
  'login (oidc), own Gateway': [['en', 'in a browser shows the sign-in, and the page after it.']],
  'GKE Ingress, internal': [
    ['en', 'Put `tls.crt` and `tls.key` into this folder. Git ignores'],
    ['pt-BR', 'Ponha `tls.crt` e `tls.key` nesta pasta. O Git ignora'],
    ['en', 'The Secret:\n'],
    ['en', '`already exists`: it was made before, and stays as it is.\n'],
    ['pt-BR', '`already exists`: ele foi criado antes e fica como está.\n'],
    ['en', 'in a browser shows the page.'],
    ['pt-BR', 'O certificado e a chave dele.\n'],
  ],
  everything: [
    ['en', 'Put `tls.crt`, `tls.key` and `ca.crt` into this folder, in place of those of another Secret. Git'],
    ['pt-BR', 'Ponha `tls.crt`, `tls.key` e `ca.crt` nesta pasta, no lugar dos de outro Secret. O Git'],
    ['pt-BR', '"banner.txt" para o ambiente dos pods, que não iniciam sem ele.'],
    ['pt-BR', 'Variáveis para o ambiente dos pods, que não iniciam sem ele.'],
    ['pt-BR', 'O login com que "quay.io/'],
    ['pt-BR', '### Um ConfigMap com o label skupper.io/site-sizing: large'],
    ['en', '# The chat, in the namespace team-chat of the cluster production\n'],
    ['pt-BR', '# O chat, no namespace team-chat do cluster production\n'],
  ],
  'NGINX Ingress, basic auth': [
    ['en', 'in a browser shows the page.'],
    ['en', 'The first user, `alice`; put your own name.'],
    ['en', '`Adding password for user`, after the password was typed twice.'],
    ['en', 'The Secret; what it was made from is deleted when it is there:'],
    ['en', 'and stays as it is; delete `auth` by hand.'],
    ['pt-BR', 'e fica como está; apague `auth` à mão.'],
    ['pt-BR', 'Os usuários e os hashes das senhas; enquanto falta, todos recebem 503.'],
    ['pt-BR', '### cert-manager, e o ClusterIssuer "letsencrypt"'],
    ['en', '### The certificate'],
  ],
  'login (users), port-forward only': [
    ['en', 'The first user, `alice`; put your own name.'],
    ['pt-BR', 'e a chave que assina as sessões; sem ele, os pods do login não iniciam.'],
  ],
  'login (oidc), port-forward only': [
    ['en', 'This asks for one of its values:'],
    ['pt-BR', 'redirect URIs, os endereços do chat'],
    ['pt-BR', 'O segredo que https://id.example.com deu ao client'],
  ],
  'login (oidc), Traefik Ingress': [
    ['pt-BR', 'redirect URIs, https://chat.example.com/oauth2/callback e https://chat/oauth2/callback'],
  ],
  'page: open-webui': [
    ['en', 'and stays as it is; delete `WEBUI_ADMIN_EMAIL`, `WEBUI_ADMIN_PASSWORD` and `WEBUI_SECRET_KEY` by hand.'],
    ['pt-BR', 'apague `WEBUI_ADMIN_EMAIL`, `WEBUI_ADMIN_PASSWORD` e `WEBUI_SECRET_KEY` à mão.'],
    ['en', 'Some of the values are passwords that the page asks for.'],
    ['pt-BR', '### Uma StorageClass padrão'],
    ['en', 'One that is marked `(default)`.'],
  ],
  'page: librechat': [
    ['pt-BR', '### A StorageClass "fast"'],
    ['en', 'The StorageClass with its provisioner.'],
  ],
  'failover by priority': [['pt-BR', '### Skupper 2.2.1\n']],
  'one private site': [['pt-BR', '### Skupper 2.0.0 a 2.2.1, mas não 2.2.0\n']],
  'link over a node port': [
    ['en', '`condition met`, and the node ports of 55671 and 45671.'],
    ['pt-BR', '`condition met`, e os node ports de 55671 e 45671.'],
    ['en', 'call out to the cluster on port 31671. Nothing'],
  ],
  'link through ingress-nginx': [
    ['en', '`condition met`, and the Service.'],
    ['en', 'call out to the cluster on port 443. Nothing'],
  ],
  'declared link': [
    ['en', ' in `link`; if the address is another, change it there, and run `npm run synth` and this section again.'],
    ['pt-BR', ' em `link`; se o endereço é outro, mude-o lá e rode `npm run synth` e esta seção de novo.'],
  ],
  'a model on another cluster, and one on a Mac': [
    ['en', 'From the machine into its virtual machine.\n\nOn the machine:\n'],
    ['en', 'Skupper takes it in.\n\nIn the virtual machine:\n'],
    ['pt-BR', 'O Skupper recebe o arquivo.\n\nNa máquina virtual:\n'],
    ['en', 'The cluster answers, and you may do this:\n'],
    ['en', 'llama.cpp runs on the machine itself, outside of the virtual one'],
  ],
  'a model server of each kind': [
    [
      'en',
      'The unit starts `/usr/bin/ramalama serve --port 8000 granite`, which the settings name. Install what it needs.',
    ],
  ],
  'no page': [
    [
      'en',
      'find the model at http://instructlab:8000, and others that may at http://instructlab.ilab-chat:8000, with /v1',
    ],
    [
      'pt-BR',
      'encontram o modelo em http://instructlab:8000, e os outros que podem, em http://instructlab.ilab-chat:8000,',
    ],
  ],
  'namespace that exists': [['pt-BR', '### O namespace "ilab-chat"']],
};

test.each(
  Object.entries(sentences).flatMap(([name, list]) => list.map(([language, text]) => [name, language, text] as const)),
)('%s, %s: %s', (name, language, text) => {
  expect(guideOfCase(name, language)).toContain(text);
});

describe('the programs that are needed', () => {
  const programs = (name: string) => guideOfCase(name).match(/The commands here need (.*)\.\n/)?.[1];
  const kubectl = '`kubectl` (https://kubernetes.io/docs/tasks/tools/)';
  const helm = '`helm` (https://helm.sh/docs/intro/install/)';
  const skupper = '`skupper` (https://skupper.io/install/)';
  const [jq, ssh] = ['`jq` (https://jqlang.org/download/)', '`ssh` (https://www.openssh.com)'];
  const [openssl, curl] = ['`openssl` (https://openssl-library.org)', '`curl` (https://curl.se)'];
  const htpasswd = '`htpasswd` (apache2-utils, httpd-tools)';

  test.each([
    ['load balancer', `${kubectl}, ${helm}`],
    [
      'OpenShift Route',
      '`kubectl` (https://kubernetes.io/docs/tasks/tools/), `oc` (https://mirror.openshift.com/pub/openshift-v4/clients/ocp/stable/)',
    ],
    ['Application Load Balancer, everything', `${kubectl}, ${helm}, \`aws\` (https://aws.amazon.com/cli/)`],
    ['login (users), port-forward only', `${kubectl}, ${helm}, ${htpasswd}, ${openssl}`],
    ['login (oidc), port-forward only', `${kubectl}, ${helm}, ${openssl}, ${curl}`],
    ['page: nextchat', `${kubectl}, ${helm}, ${openssl}`],
    ['one private site', `${kubectl}, ${helm}, ${ssh}, ${skupper}`],
    ['declared link', `${kubectl}, ${helm}, ${jq}, ${ssh}`],
  ])('for: %s', (name, expected) => {
    expect(programs(name)).toBe(expected);
  });
});

test('nodes are told by all of their labels', () => {
  const nodeSelector = { 'example.com/a': 'b', 'example.com/c': 'd' };
  const chat = { ...minimal, client: { ...minimal.client, nodeSelector } };
  expect(guideIn(chat)).toContain('kubectl get nodes -l example.com/a=b,example.com/c=d\n');
  expect(guideIn(chat, 'pt-BR')).toContain('### Nós com os labels example.com/a=b, example.com/c=d\n');
});

test('a login service is asked for this computer where the Ingress has no host', () => {
  const nginxIngress = { externalAuth: { url: 'https://$host/oauth2/auth' } };
  const loadBalancer = openLoadBalancer;
  expect(guideIn({ ...minimal, exposure: { nginxIngress, loadBalancer } })).toContain(
    ' https://localhost/oauth2/auth\n',
  );
});

test('a namespace that is made elsewhere is looked for, before something is made in it', () => {
  const guide = guideIn({ ...minimal, namespace: { name: 'chat', exists: true }, login: logins.users });
  expect(guide).toContain('```bash\nkubectl get namespace chat\n```\n\n→ `Active`.\n');
});

test('a token is redeemed at a Route on OpenShift, and at a Service elsewhere', () => {
  const chat = { ...minimal, privateSites: [{ name: 'lab' }] };
  expect(guideIn({ ...chat, platform: 'openshift' })).toContain('kubectl get route skupper-grant-server -n skupper');
  expect(guideIn(chat)).toContain('kubectl get service skupper-grant-server -n skupper');
});

test('the Secret of a link gets into a virtual machine', () => {
  const guide = guideIn({
    ...minimal,
    link: { host: '203.0.113.10' },
    privateSites: [{ name: 'mac', platform: 'podman-machine' }],
  });
  expect(guide).toContain(
    "podman machine ssh 'umask 077; cat > link-secret.yaml' < link-secret.yaml && rm link-secret.yaml",
  );
  expect(guide).not.toContain('token.yaml');
});

describe('a private site', () => {
  const site = (more: object, language?: Language) =>
    guideIn({ ...minimal, privateSites: [{ name: 'lab', ...more }] }, language);

  test.each<[string, object, Language, string]>([
    [
      'whose model is elsewhere',
      { host: 'gpu-box' },
      'en',
      'Install and start it as its own page says. The router finds it at `gpu-box`, port 8000.',
    ],
    [
      'whose model is elsewhere',
      { host: 'gpu-box' },
      'pt-BR',
      'Instale-o e inicie-o como diz a página dele. O router o encontra em `gpu-box`, porta 8000.',
    ],
    ['whose model has an address', { host: '2001:db8::1' }, 'en', 'curl -sS http://[2001:db8::1]:8000/v1/completions'],
    ['whose model has a name', { host: 'gpu-box' }, 'en', 'curl -sS http://gpu-box:8000/v1/completions'],
    [
      'that starts llama.cpp in its own way',
      { server: 'llama.cpp', command: '/usr/bin/llama-server --port 8000' },
      'en',
      'The unit starts `/usr/bin/llama-server --port 8000`, which the settings name. Install what it needs.',
    ],
    [
      'whose vLLM is elsewhere, with a model of any name',
      { server: 'vllm', host: 'gpu-box' },
      'en',
      'Install and start it as its own page says. The router finds it at `gpu-box`, port 8000.',
    ],
    [
      'whose vLLM is outside of the virtual machine',
      { server: 'vllm', platform: 'podman-machine' },
      'en',
      'It has to listen on port 8000; the virtual machine finds it as `host.containers.internal`.',
    ],
    [
      'whose model is elsewhere, and started by a command',
      { host: 'gpu-box', command: '/usr/bin/serve' },
      'en',
      'Install and start it as its own page says. The router finds it at `gpu-box`, port 8000.',
    ],
    ['with units', {}, 'en', '`journalctl --user -u model.service -n 50` says why.'],
    ['with a watchdog', {}, 'en', '### A watchdog, if you want one\n'],
  ])('%s (%j)', (_, more, language, text) => {
    expect(site(more, language)).toContain(text);
  });

  test('whose model is elsewhere has no units to start', () => {
    expect(site({ host: 'gpu-box' })).not.toMatch(/systemctl --user enable --now model|A watchdog|instructlab\/venv/);
  });

  test('that cannot be linked is not', () => {
    const guide = guideIn({ ...minimal, site: { name: 'a', linkAccess: 'none' }, privateSites: [{ name: 'lab' }] });
    expect(guide).not.toMatch(/### (Link it and start|See that they have met)|get service skupper-router/);
  });

  test('that links over a node port is told which one, and has no other address to reach', () => {
    const guide = guideIn({
      ...minimal,
      site: { name: 'a', linkAccess: 'nodeport' },
      privateSites: [{ name: 'lab' }],
    });
    expect(guide).toContain(
      'call out to the cluster on the node port of inter-router, and once 9090, to redeem the token.',
    );
    expect(guide).not.toContain('skupper-grant-server');
  });

  test('is missing, which is said', () => {
    expect(guideIn({ ...minimal, privateSites: [] })).toContain(
      'The settings name no machine that serves the model, so nothing answers the chat yet.',
    );
  });
});

describe('the class of a Gateway', () => {
  const classOf = (className: string) =>
    guideIn({ ...minimal, exposure: { gateway: { own: { className }, dataPlane: 'any' } } }).match(
      /^kubectl get gatewayclass [^`]*/m,
    )?.[0];

  test('that is known is installed where it is missing', () => {
    expect(classOf('nginx')).toBe(
      'kubectl get gatewayclass nginx || { helm upgrade --install ngf oci://ghcr.io/nginx/charts/nginx-gateway-fabric -n nginx-gateway --create-namespace --wait; }\nkubectl wait gatewayclass/nginx --for=condition=Accepted --timeout=180s\n',
    );
  });

  test('that is not known is looked at', () => {
    expect(classOf('cilium')).toBe(
      'kubectl get gatewayclass cilium\nkubectl wait gatewayclass/cilium --for=condition=Accepted --timeout=180s\n',
    );
  });
});

describe('the headings', () => {
  const first = [
    '## 1. Your computer',
    '## 2. What the cluster has',
    '### Skupper 2.0.0 to 2.2.1, but not 2.2.0',
    "### A load balancer for Skupper's router, which the private machine reaches",
    '### A network plugin that enforces NetworkPolicy',
  ];
  const headings = (name: string) => guideOfCase(name).match(/^##.*$/gm);

  test('of a page behind a Gateway, whose issuer is in its namespace', () => {
    expect(headings('own Gateway')).toEqual([
      ...first,
      '### The GatewayClass "eg", and its implementation of the Gateway API, v1.2 or newer',
      '## 3. What the namespace has',
      '### cert-manager, with its setting config.gatewayAPI.enabled, and the Issuer "letsencrypt" in the chat\'s namespace',
      '## 4. Apply',
      '## 5. The model',
      '## 6. Open the chat',
      '### For yourself',
      '### chat.example.com in the DNS',
      '### Timeouts of 620 s, and a login',
      '### The certificate',
      '### Through the Gateway',
      '## 7. See that it works',
    ]);
  });

  test('of a model without a page', () => {
    expect(headings('no page')).toEqual([
      ...first,
      '## 3. Apply',
      '## 4. The model',
      '## 5. Ask the model',
      '## 6. See that it works',
    ]);
  });

  test('of a page with a login', () => {
    expect(headings('login (users), port-forward only')).toEqual([
      ...first,
      '## 3. What the namespace has',
      '### The Secret "chat-users"',
      '## 4. Apply',
      '## 5. The model',
      '## 6. Open the chat',
      '### For yourself',
      '## 7. See that it works',
    ]);
  });

  test('of a namespace that is made elsewhere', () => {
    expect(headings('namespace that exists')).toEqual([
      ...first,
      '### The namespace "ilab-chat"',
      '## 3. Apply',
      '## 4. The model',
      '## 5. Open the chat',
      '### For yourself',
      '## 6. See that it works',
    ]);
  });
});

test.each([...chats])('each block is for a place that a person knows: %s', (_, chat) => {
  const known = ['computer', 'public cluster', 'private cluster', 'machine', 'virtual machine'];
  expect(tasksOf(sectionsOf(chat)).filter(({ at }) => !known.includes(at))).toEqual([]);
});

test('a Gateway that is there before is no Gateway to make', () => {
  expect(guideIn({ ...minimal, exposure: { gateway: existingGateway } })).not.toContain('GatewayClass');
});

test('a chat of a fleet is named, and asked for alone', () => {
  const [chat] = chatsIn(synthesize({ chats: { physics: minimal } })) as [ExpectedChat];
  expect(guideOf(chat)).toMatch(/^# The chat physics, in the namespace ilab-chat\n/);
  expect(guideOf(chat, 'pt-BR')).toMatch(/^# O chat physics, no namespace ilab-chat\n/);
  expect(guideOf(chat)).toContain('npm run status -- --chat physics --wait');
  expect(guideOf(chat)).toContain('kubectl apply -f dist/physics\n');
});
