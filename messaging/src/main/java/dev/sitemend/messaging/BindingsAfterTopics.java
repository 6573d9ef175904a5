package dev.sitemend.messaging;

import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cloud.stream.binding.Bindable;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;
import org.springframework.cloud.stream.binding.OutputBindingLifecycle;

/**
 * Lets a service start while Kafka is away. A binding that is started without its topic holds up the whole start, web
 * server and all, for minutes; so bindings start once {@link TopicsAtStart} is done, beside the start if need be.
 */
final class BindingsAfterTopics implements BeanPostProcessor {
    private final BeanFactory beans;

    BindingsAfterTopics(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        return switch (bean) {
            case InputBindingLifecycle _ -> new Inputs(service(), new HashMap<>());
            case OutputBindingLifecycle _ -> new Outputs(service(), new HashMap<>());
            default -> bean;
        };
    }

    private BindingService service() {
        return beans.getBean(BindingService.class);
    }

    /**
     * Looks for what is to be bound only when all of it is there: where a bean needs the lifecycle, such as one that
     * pauses a binding, the lifecycle is made before the functions are.
     */
    private void startWhenTopicsAreThere(Map<String, Bindable> bindables, Runnable start) {
        bindables.putAll(((ListableBeanFactory) beans).getBeansOfType(Bindable.class));
        beans.getBean(TopicsAtStart.class).whenDone(start);
    }

    private final class Inputs extends InputBindingLifecycle {
        private final Map<String, Bindable> bindables;

        Inputs(BindingService service, Map<String, Bindable> bindables) {
            super(service, bindables);
            this.bindables = bindables;
        }

        @Override
        public void start() {
            startWhenTopicsAreThere(bindables, super::start);
        }
    }

    private final class Outputs extends OutputBindingLifecycle {
        private final Map<String, Bindable> bindables;

        Outputs(BindingService service, Map<String, Bindable> bindables) {
            super(service, bindables);
            this.bindables = bindables;
        }

        @Override
        public void start() {
            startWhenTopicsAreThere(bindables, super::start);
        }
    }
}
